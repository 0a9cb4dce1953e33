"""What `tools/train_encoder.py` is made of: the published network, the training, and the wheel."""
