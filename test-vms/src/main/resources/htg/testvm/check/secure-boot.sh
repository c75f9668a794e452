#!/bin/sh
# The firmware verified what it started, and the kernel is locked down.
variable=${HTG_ROOT:-}/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c
# The first four bytes are the variable's attributes.
state=$(tail -c 1 "${variable}" | od -An -t u1 | tr -d ' ')
lockdown=$(cat "${HTG_ROOT:-}/sys/kernel/security/lockdown")
echo "SecureBoot=${state}, lockdown: ${lockdown}"
[ "${state}" = 1 ] || exit 1
case ${lockdown} in
*'[integrity]'* | *'[confidentiality]'*) exit 0 ;;
esac
exit 1
