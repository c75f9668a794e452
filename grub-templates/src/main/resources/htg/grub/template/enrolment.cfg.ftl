
# The machine's owner enrols the key that has signed this stick's own modules, see htg-secure-boot(7).
if [ "$grub_platform" = efi ]; then
  menuentry "Enrol the stick's key (MokManager)" --id enrol-key {
    echo 'Loading [=manager] ...'
    if chainloader [=manager]; then
      boot
    fi
    echo 'This program could not be started: it is missing or damaged.'
    echo 'Write the stick anew. The menu comes back in 30 seconds, with Esc at once.'
    sleep --interruptible 30
    while true; do
      configfile $prefix/grub.cfg
    done
  }
fi
