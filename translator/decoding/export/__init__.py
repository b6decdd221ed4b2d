"""Export: a trained network as ONNX models for the running wing."""
