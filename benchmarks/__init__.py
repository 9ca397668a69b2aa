"""What is fast is measured here: ratios to a limit found in the same run, never a timed test."""
