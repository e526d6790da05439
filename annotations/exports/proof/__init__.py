"""Everything that shows how a published verdict came to be, as one ZIP that anybody can verify without us."""
