/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the kernel goes, see biosreads.h.
 *
 * GRUB asks its relocator for a place that both begins and ends where a kernel wants to be: no kernel fits into that. So the
 * relocator takes the lowest memory that is free, from 1 MiB on, and moves everything up to 16 MiB as the last thing before the
 * kernel starts: its 60 MB, most of which is not even filled, byte by byte, last byte first. Processors have no fast way to do
 * that, and an emulator needs as long for it as for the rest of the kernel's start. While a little memory below 16 MiB is taken,
 * the lowest place that is large enough is the one where the kernel belongs, and nothing has to move.
 */
#include "biosreads.h"

/* The kernel's preferred address (Documentation/arch/x86/boot.rst, "pref_address"), and what is taken in front of it. */
#define PLACE ((grub_addr_t) 16 << 20)
#define TAKEN ((grub_size_t) 1 << 20)

/* Nothing but the memory that a kernel would be loaded into has as much in one piece. */
#define LARGE ((grub_size_t) 64 << 20)

static void *taken;

/* Takes the memory in front of PLACE, or nothing if that is not free. GRUB's heap gives memory from the end of a free piece:
 * with all that is behind PLACE taken for a moment, the next request is answered from in front of it. */
void
make_room (void)
{
	void *behind = 0;
	void *large = grub_malloc (LARGE);

	if (large) {
		grub_addr_t end = (grub_addr_t) large + LARGE;

		grub_free (large);
		if (end > PLACE + LARGE)
			behind = grub_malloc (end - PLACE - GRUB_MM_ALIGN);
	}
	if ((grub_addr_t) behind == PLACE + GRUB_MM_ALIGN) {
		taken = grub_malloc (TAKEN);
		if ((grub_addr_t) taken != PLACE - TAKEN)
			give_room_back ();
	}
	grub_free (behind);
	grub_errno = GRUB_ERR_NONE;
}

void
give_room_back (void)
{
	grub_free (taken);
	taken = 0;
}
