package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A PNG as the JDK's own decoder reads it, which shares no code with the platform's encoder. */
record Png(BufferedImage image, Map<String, String> texts) {

    static Png read(byte[] bytes) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input);
            Map<String, String> texts = new LinkedHashMap<>();
            Node root = reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            collect(root.getChildNodes(), texts);
            return new Png(reader.read(0), texts);
        } finally {
            reader.dispose();
        }
    }

    /** Checks that it is a radiograph: 8-bit grayscale of a size, and not one constant. */
    Png radiograph(int size) {
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(image.getColorModel().getPixelSize()).isEqualTo(8);
        assertThat(image.getWidth()).isEqualTo(size);
        assertThat(image.getHeight()).isEqualTo(size);
        Raster pixels = image.getRaster();
        int[] values = pixels.getSamples(0, 0, size, size, 0, new int[size * size]);
        assertThat(java.util.Arrays.stream(values).distinct().count()).isGreaterThan(32);
        return this;
    }

    private static void collect(NodeList nodes, Map<String, String> texts) {
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node.getAttributes() != null && node.getAttributes().getNamedItem("keyword") != null) {
                Node value = node.getAttributes().getNamedItem("value");
                Node text = value == null ? node.getAttributes().getNamedItem("text") : value;
                texts.put(node.getAttributes().getNamedItem("keyword").getNodeValue(), text.getNodeValue());
            }
            collect(node.getChildNodes(), texts);
        }
    }
}
