/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BIOS_MODEL_H
#define BIOS_MODEL_H

#include "fake-grub.h"

/* What the simulated machine is like: set by words NAME=NUMBER of the command line. */
struct machine {
	long call, sector, unaligned; /* microseconds for each call, for each sector, and for a call that is not aligned */
	long knee, slow;	      /* each sector beyond so many of a call costs this much */
	long noise, often, seed;      /* so many calls of a hundred take up to so much longer */
	long fails_above, lies_above; /* sectors */
	long pause, absent;	      /* the call with this number takes so many microseconds longer: the machine is elsewhere */
	long carry, every;	      /* the call with this number fails; each call with a multiple of it does */
	long hang;		      /* the call with this number never comes back */
	long registers;		      /* returns garbage in whatever it may */
	long chs, cd, large;	      /* no AH=42h; the stick is a CD; sectors of 4096 bytes */
	long other;		      /* the file is on another drive than GRUB */
	long start, size;	      /* where the file is, its sectors */
	long readonly;
	long tsc;		      /* 0: does not count; 1: does, and GRUB knows how fast; else what GRUB takes for its rate */
	long timer, stall;	      /* 0: there is none; microseconds that one look in eight at it takes longer */
	long low, high;		      /* the ends of GRUB's heap, in MiB */
};

extern struct machine machine;
extern long bios_calls, bios_largest, bios_unaligned;
extern grub_uint64_t bios_clock; /* nanoseconds */

void heap_clear (void);
void heap_print (void);

void machine_set (const char *word);
void content (grub_disk_addr_t sector, char *buffer);

#endif
