/**
 * Pixels: grayscale images, PNG and JPEG, resizing, quality measures, fingerprints, contact sheets. Plain Java.
 *
 * <p>Two rules shape this package. What it writes is the same on every machine: sealed datasets carry the checksum of every image, so
 * the PNG compressor, the resampling and even the captions' font are its own. What it reads may come from anywhere: sizes are
 * checked before anything is decoded, compressed metadata stays packed, and every way to fail is one {@link
 * ai.medsyn.imaging.ImageFormatException} whose message a user can read.
 */
@NullMarked
package ai.medsyn.imaging;

import org.jspecify.annotations.NullMarked;
