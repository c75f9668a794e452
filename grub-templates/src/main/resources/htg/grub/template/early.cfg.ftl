search.fs_uuid [=volumeId] root $root
set prefix=($root)/grub
