"""The buttons and lights of headsets: HID telephony, by what a device says of itself and not by its maker (F124)."""
