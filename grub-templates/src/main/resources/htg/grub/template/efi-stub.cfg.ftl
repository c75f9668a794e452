# Made by htg. Debian's signed GRUB reads this file first; the menu is in /grub/grub.cfg.
# The partition GRUB came from is tried first, so that of two equal sticks the one that started is used.
search.fs_uuid [=volumeId] root $root
set prefix=($root)/grub
if [ -f $prefix/grub.cfg ]; then
  source $prefix/grub.cfg
else
  echo -n -e '\nHTG-STAGE grub fail no menu\n'
  echo 'The boot partition [=volumeId] or its file /grub/grub.cfg is missing.'
  echo 'Write the stick anew. What follows is the command line of GRUB.'
  sleep --interruptible 30
fi
