"""The network: attention, recurrent cells, encoder, decoder, sequence to sequence (torch)."""
