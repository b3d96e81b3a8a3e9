/** Pixels: 8-bit grayscale images, PNG and JPEG, resizing, quality measures, fingerprints. Plain Java. */
@NullMarked
package ai.medsyn.imaging;

import org.jspecify.annotations.NullMarked;
