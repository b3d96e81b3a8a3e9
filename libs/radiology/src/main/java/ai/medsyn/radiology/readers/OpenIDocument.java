package ai.medsyn.radiology.readers;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What the platform needs of one Open-i document.
 *
 * @param id the document's id, or empty
 * @param findings text of the section FINDINGS
 * @param impression text of the section IMPRESSION
 * @param captions the captions of its images, which name the views
 */
record OpenIDocument(String id, String findings, String impression, String captions) {

    private static final XMLInputFactory FACTORY = factory();

    /**
     * Parses a document without resolving anything outside of it.
     *
     * @throws XMLStreamException if it is no well-formed XML
     * @throws ReportFormatException if it declares a document type: no report has one, entity bombs do
     */
    static OpenIDocument parse(InputStream input) throws XMLStreamException, ReportFormatException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(input);
        StringBuilder id = new StringBuilder();
        StringBuilder findings = new StringBuilder();
        StringBuilder impression = new StringBuilder();
        StringBuilder captions = new StringBuilder();
        StringBuilder ignored = new StringBuilder();
        StringBuilder current = ignored;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new ReportFormatException(
                        "document-type", "expected plain XML reports, found a document type declaration; remove it");
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                String name = reader.getLocalName();
                if (name.equals("uId")) {
                    append(id, reader.getAttributeValue(null, "id"));
                } else if (name.equals("caption")) {
                    current = captions.append(' ');
                } else if (name.equals("AbstractText")) {
                    String label = reader.getAttributeValue(null, "Label");
                    current = "FINDINGS".equals(label) ? findings : "IMPRESSION".equals(label) ? impression : ignored;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                current = ignored;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (current != ignored) {
                    current.append(reader.getText());
                }
            }
        }
        return new OpenIDocument(id.toString(), findings.toString(), impression.toString(), captions.toString());
    }

    private static void append(StringBuilder builder, @Nullable String text) {
        if (text != null && builder.isEmpty()) {
            builder.append(text);
        }
    }

    private static XMLInputFactory factory() {
        // The JDK's own parser, whatever else is on the class path: these settings are tested against it.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> InputStream.nullInputStream());
        return factory;
    }
}
