"""The problems on which Adam is studied."""
