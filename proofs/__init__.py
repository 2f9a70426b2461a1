"""The claims of the talk, one file each; packaged as ``colorball.proofs``.

Every file has the same shape: the source, the statement, the assumptions, the steps of the proof,
the certificate and the negative controls, gathered in one :class:`~colorball.certificates.claim.
Claim` named ``CLAIM``. :mod:`colorball.certificates.registry` finds them.
"""
