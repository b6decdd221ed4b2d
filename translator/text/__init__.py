"""Text: normalisation, the tokenizer, words and pieces, sentences, the language guess."""
