"""Signing of what was made with the agency's own SSH key, so that others can verify it with ``ssh-keygen`` alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

NAMESPACE = "gongkai"
"""What the signature is for (ssh-keygen -Y, namespace): it counts for nothing else."""


class SignatureError(Exception):
    """The file could not be signed; the message says why."""


def sign(path: Path, key: Path) -> Path:
    """Sign the file at ``path`` with the private key and give the signature beside it. Raises SignatureError and OSError."""
    signature = path.with_name(path.name + ".sig")
    signature.unlink(missing_ok=True)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(path)]
    try:
        # Nobody may be there to answer: a key with a password is offered by an agent, or not at all.
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError:
        raise SignatureError("没有找到 ssh-keygen，不能签名。请安装 OpenSSH。") from None
    if run.returncode or not signature.is_file():
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SignatureError(f"没有签成（{said[-1] if said else 'ssh-keygen 没有说明原因'}）。请核对密钥文件“{key}”。")
    return signature
