"""What the texts of plans and of the notices that issue them state: tasks, who answers for them, the document issued."""
