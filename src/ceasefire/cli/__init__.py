"""The command: one verb a job."""
