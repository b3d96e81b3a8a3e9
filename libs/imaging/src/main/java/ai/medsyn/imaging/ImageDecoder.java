package ai.medsyn.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads PNG and JPEG bytes of unknown origin. Nothing is decoded before the size in the header has been checked. */
public final class ImageDecoder {

    private ImageDecoder() {}

    /**
     * The image in 8-bit gray; 16-bit sources keep their upper byte.
     *
     * @param maxPixels the largest accepted width x height
     * @throws ImageFormatException if the bytes are no PNG or JPEG, damaged, incomplete or larger than {@code maxPixels}
     */
    public static DecodedImage decode(byte[] bytes, long maxPixels) {
        String format = format(bytes);
        BufferedImage image = read(bytes, format, maxPixels);
        if (grayBits(image) > 0) {
            return new DecodedImage(gray(image), 0, format);
        }
        return colour(image, format);
    }

    /**
     * A 16-bit grayscale PNG, for example a label mask.
     *
     * @param maxPixels the largest accepted width x height
     * @throws ImageFormatException if the bytes are anything else
     */
    public static Gray16Image decodeGray16(byte[] png, long maxPixels) {
        BufferedImage image = read(png, format(png), maxPixels);
        if (grayBits(image) != 16) {
            throw new ImageFormatException("expected a 16-bit grayscale PNG, found "
                    + image.getColorModel().getPixelSize() + " bits per pixel");
        }
        int[] samples = samples(image);
        short[] pixels = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            pixels[i] = (short) samples[i];
        }
        return new Gray16Image(image.getWidth(), image.getHeight(), pixels);
    }

    private static String format(byte[] bytes) {
        if (PngChunks.isPng(bytes)) {
            PngChunks.of(bytes);
            return "png";
        }
        if (bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8 && (bytes[2] & 0xFF) == 0xFF) {
            return "jpeg";
        }
        throw new ImageFormatException("expected a PNG or JPEG, found "
                + (bytes.length == 0 ? "an empty file" : bytes.length + " bytes of something else"));
    }

    private static BufferedImage read(byte[] bytes, String format, long maxPixels) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java runtime lacks its " + format + " reader (module java.desktop)");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(input, true, true); // without metadata: compressed profiles and texts stay packed
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > maxPixels) {
                throw new ImageFormatException("the image is too large: " + reader.getWidth(0) + " x "
                        + reader.getHeight(0) + " pixels, at most " + maxPixels + " are accepted");
            }
            BufferedImage image = reader.read(0);
            if (format.equals("jpeg") && !warnings.isEmpty()) {
                throw new ImageFormatException("the JPEG is damaged or truncated: " + warnings.get(0));
            }
            return image;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // The JDK's readers answer damaged data with any of these.
            throw new ImageFormatException("the " + format + " cannot be decoded: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    /** Bits per sample if the image is plain gray without a palette, else 0. */
    private static int grayBits(BufferedImage image) {
        return switch (image.getType()) {
            case BufferedImage.TYPE_BYTE_GRAY -> 8;
            case BufferedImage.TYPE_USHORT_GRAY -> 16;
            default -> 0;
        };
    }

    private static int[] samples(BufferedImage image) {
        Raster raster = image.getRaster();
        // The stored values themselves: getRGB would apply a gamma between Java's linear gray and sRGB.
        return raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    }

    private static GrayImage gray(BufferedImage image) {
        int shift = grayBits(image) - 8;
        int[] samples = samples(image);
        byte[] pixels = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            pixels[i] = (byte) (samples[i] >> shift);
        }
        return new GrayImage(image.getWidth(), image.getHeight(), pixels);
    }

    private static DecodedImage colour(BufferedImage image, String format) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean grayAlpha = image.getRaster().getNumBands() == 2;
        byte[] pixels = new byte[width * height];
        long spread = 0;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (grayAlpha) {
                image.getRaster().getSamples(0, y, width, 1, 0, row);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                int r = grayAlpha ? row[x] >> (image.getSampleModel().getSampleSize(0) - 8) : (row[x] >> 16) & 0xFF;
                int g = grayAlpha ? r : (row[x] >> 8) & 0xFF;
                int b = grayAlpha ? r : row[x] & 0xFF;
                pixels[y * width + x] = (byte) ((299 * r + 587 * g + 114 * b + 500) / 1000);
                spread += Math.max(Math.abs(r - g), Math.abs(g - b));
            }
        }
        return new DecodedImage(new GrayImage(width, height, pixels), (double) spread / pixels.length, format);
    }
}
