#!/bin/sh
# The machine got an address and a default route by DHCP.
tries=30
while [ "${tries}" -gt 0 ]; do
    address=$(ip -4 -o address show scope global dynamic | awk '{ print $2, $4; exit }')
    route=$(ip -4 route show default proto dhcp | head -n 1)
    if [ -n "${address}" ] && [ -n "${route}" ]; then
        echo "${address} ${route}"
        exit 0
    fi
    tries=$((tries - 1))
    sleep 0.5
done
ip address
ip route
echo "no address by DHCP: address '${address}', route '${route}'"
exit 1
