"""What a person decided: anchored to the words, laid over the findings, made and exchanged."""
