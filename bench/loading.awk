# Of a log of requests: milliseconds from the first request for the kernel to the last of GRUB, the same from GRUB's first on, calls
# for each MiB, calls that were not aligned to their size. Takes "kernel", the first byte of the kernel on the medium.
$4 != "loader" { next }
!begin { begin = $1 }
$2 <= kernel && $2 + $3 > kernel { from = $1; calls = bytes = unaligned = 0 }
from { to = $1; calls++; bytes += $3; unaligned += $2 % $3 != 0 }
END { printf "%d %d %.1f %d\n", (to - from) * 1000, (to - begin) * 1000, bytes ? calls * 1048576 / bytes : 0, unaligned }
