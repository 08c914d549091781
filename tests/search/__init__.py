"""Search: one tokenizer in two languages, the index, and both engines on questions whose answers are known."""
