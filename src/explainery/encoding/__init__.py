"""The small encoder: a pretrained network that reads sentences on the processor, offline.

Its answers are recorded like a language model's, so that builds need neither the weights nor numpy. Only
`commands/encode.py` imports what is in here.
"""
