# Made by htg: the boot menu for BIOS and UEFI. The next build replaces it.
# Only commands that Debian's signed GRUB has built in: under Secure Boot it loads no others.
<#if serialUnit??>
if serial --unit=[=serialUnit] --speed=[=serialSpeed]; then
  terminal_input console serial
  terminal_output console serial
fi
</#if>
set default=[=defaultId]
set timeout_style=menu
set timeout=[=timeout]

# GRUB starts whatever is loaded when an entry ends, even a kernel without its ramdisk. So no entry ends: it boots, or
# it comes here, says what went wrong, and shows the menu anew.
function htg_menu_again {
  while true; do
    configfile $prefix/grub.cfg
  done
}

function htg_failed {
  echo -n -e "\nHTG-STAGE kernel fail $1\n"
  echo 'The boot file could not be loaded: it is damaged, the stick does not read'
  echo 'well on this port, or the memory is too small for it.'
  echo 'Try once more, then another USB port; then write the stick anew.'
  echo 'The menu comes back in 30 seconds, with Esc at once.'
  sleep --interruptible 30
  htg_menu_again
}
<#list entries as entry>

<#switch entry.kind>
<#case "linux">
menuentry [=entry.title] --id [=entry.id] {
  echo 'Loading [=entry.kernel] ...'
  if linux [=entry.kernel] [=entry.arguments]; then
    echo 'Loading [=entry.ramdisks] ...'
    if initrd [=entry.ramdisks]; then
      echo -n -e '\nHTG-STAGE kernel start\n'
      boot
      htg_failed 'boot [=entry.kernel]'
    fi
    htg_failed 'initrd [=entry.ramdisks]'
  fi
  htg_failed 'linux [=entry.kernel]'
}
<#break>
<#case "firmware-setup">
if [ "$grub_platform" = efi ]; then
  if fwsetup --is-supported; then
    menuentry [=entry.title] --id [=entry.id] {
      fwsetup
      htg_menu_again
    }
  fi
fi
<#break>
<#case "power-off">
menuentry [=entry.title] --id [=entry.id] {
  halt
  htg_menu_again
}
<#break>
</#switch>
</#list>

echo -n -e '\nHTG-STAGE grub start\n'
