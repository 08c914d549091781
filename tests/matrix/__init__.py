"""The matrix of validity: every place that tells how a document stands, for every state and every change of it."""
