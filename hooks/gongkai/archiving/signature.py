"""Signatures with the agency's own SSH key, which anybody can verify with ``ssh-keygen`` (OpenSSH, PROTOCOL.sshsig)."""

from __future__ import annotations

import subprocess
from pathlib import Path

NAMESPACE = "gongkai"
"""The namespace of the signatures (ssh-keygen -n), so that they are valid for no other purpose."""


class SignatureError(Exception):
    """The file could not be signed; the message is in Chinese and says why."""


def sign(path: Path, key: Path) -> Path:
    """Sign the file at ``path`` with the private key file ``key`` and return the path of the signature, ``path`` and ``.sig``.

    Raises SignatureError and OSError.
    """
    signature = path.with_name(path.name + ".sig")
    signature.unlink(missing_ok=True)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(path)]
    try:
        # Without standard input: a key with a passphrase works only through an agent, since the command may run unattended.
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError:
        raise SignatureError("没有找到 ssh-keygen，不能签名。请安装 OpenSSH。") from None
    if run.returncode or not signature.is_file():
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SignatureError(f"没有签成（{said[-1] if said else 'ssh-keygen 没有说明原因'}）。请核对密钥文件“{key}”。")
    return signature
