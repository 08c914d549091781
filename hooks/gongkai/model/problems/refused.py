"""Errors of the operating system in Chinese, for the people who run the commands."""

from __future__ import annotations

import errno
import socket

_WORDS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超过磁盘配额",
    errno.EFBIG: "文件超过允许的大小",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "文件不存在",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "它是文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.EXDEV: "不在同一个磁盘上",
    errno.EBUSY: "正被别的程序使用",
    errno.ETXTBSY: "正被别的程序使用",
    errno.ENOMEM: "内存不足",
    errno.ECONNREFUSED: "对方没有应答这个端口",
    errno.ECONNRESET: "连接中断",
    errno.EHOSTUNREACH: "网络不通",
    errno.ENETUNREACH: "网络不通",
    errno.ETIMEDOUT: "等了很久没有答复",
    socket.EAI_NONAME: "找不到这个主机名",
    socket.EAI_AGAIN: "找不到这个主机名",
}


def reason(error: OSError) -> str:
    """The reason of the error in Chinese, without a full stop; for a rare one the words of the system."""
    return _WORDS.get(error.errno or 0) or error.strerror or str(error)
