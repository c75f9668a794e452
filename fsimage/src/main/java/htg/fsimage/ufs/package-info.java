/**
 * UFS1 and UFS2, the Fast File System of BSD, in both byte orders: as 4.2BSD, 4.4BSD, FreeBSD, NetBSD, OpenBSD and Solaris write it
 * (fs.h, dinode.h and dir.h of FreeBSD and NetBSD, ufs_fs.h of illumos), for reading only.
 *
 * <p>Journals are not replayed but reported. Access control lists that Solaris keeps in shadow inodes are left out.
 *
 * <p>May import {@code htg.fsimage.volume} and {@code htg.fsimage.fs}.
 */
@NullMarked
package htg.fsimage.ufs;

import org.jspecify.annotations.NullMarked;
