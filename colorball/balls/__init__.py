"""Color balls of the 1st kind: their draws, sums and expectations."""
