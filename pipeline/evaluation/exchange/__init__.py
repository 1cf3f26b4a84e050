"""Gold and claims in the formats of annotation tools, written and read back."""
