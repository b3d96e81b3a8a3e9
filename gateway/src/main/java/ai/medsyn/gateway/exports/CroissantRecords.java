package ai.medsyn.gateway.exports;

import static ai.medsyn.gateway.exports.JsonLd.object;
import static ai.medsyn.gateway.exports.JsonLd.reference;

import ai.medsyn.radiology.ReportLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The record sets of a Croissant card: the splits, and one record per sample that joins its line of {@code metadata.jsonl} with its image.
 * References between sources are written in the form that Croissant 1.0 and 1.1 readers both resolve.
 */
final class CroissantRecords {

    private static final List<List<String>> COLUMNS = List.of(
            List.of("file_name", "sc:Text", "Name of the image: its path in a folder, its name in a shard"),
            List.of("key", "sc:Text", "Name of the sample in files: its ordinal with six digits"),
            List.of("position", "sc:Integer", "Place in this version, from 0"),
            List.of(
                    "ordinal",
                    "sc:Integer",
                    "Candidate's number in its corpus; the same in every version of the dataset"),
            List.of("impression", "sc:Text", "IMPRESSION section of the report"),
            List.of("findings", "sc:Text", "FINDINGS section of the report"),
            List.of("prompt_source", "sc:Text", "Section that conditioned the image: IMPRESSION or FINDINGS"),
            List.of("token_count", "sc:Integer", "Tokens of the prompt"),
            List.of("text_sha256", "sc:Text", "Digest of the report in lineage"),
            List.of("writer", "sc:Text", "Model that wrote the report"),
            List.of("text_seed", "sc:Integer", "Seed of the report"),
            List.of("attempts", "sc:Integer", "How often the writer was asked"),
            List.of("source_id", "sc:Text", "Id of the real report in its source; empty for a synthetic report"),
            List.of("sha256", "sc:Text", "Digest of the image file"),
            List.of("width", "sc:Integer", "Image width in pixels"),
            List.of("height", "sc:Integer", "Image height in pixels"),
            List.of("mask", "sc:Text", "File of the sample's masks; empty if the generator draws none"),
            List.of("generator", "sc:Text", "Model that drew the image"),
            List.of("image_seed", "sc:Integer", "Seed of the image"),
            List.of("unrendered", "sc:Text", "Entities that the generator cannot draw, separated by '; '"),
            List.of("generator_settings", "sc:Text", "What else lineage keeps of the drawing, as JSON text"));

    private final Layout.Files files;

    CroissantRecords(Layout.Files files) {
        this.files = files;
    }

    static Map<String, Object> splits(List<String> names) {
        List<Object> data = new ArrayList<>();
        for (String name : names) {
            data.add(object("splits/name", name, "splits/url", splitUrl(name)));
        }
        return object(
                "@type", "cr:RecordSet",
                "@id", "splits",
                "name", "splits",
                "description", "The splits of the dataset",
                "dataType", "cr:Split",
                "key", reference("splits/name"),
                "field",
                        List.of(
                                object(
                                        "@type",
                                        "cr:Field",
                                        "@id",
                                        "splits/name",
                                        "name",
                                        "splits/name",
                                        "dataType",
                                        "sc:Text"),
                                object(
                                        "@type",
                                        "cr:Field",
                                        "@id",
                                        "splits/url",
                                        "name",
                                        "splits/url",
                                        "dataType",
                                        "sc:URL")),
                "data", data);
    }

    private static String splitUrl(String name) {
        return switch (SplitName.of(name)) {
            case "train" -> "cr:TrainingSplit";
            case "validation" -> "cr:ValidationSplit";
            case "test" -> "cr:TestSplit";
            default -> "cr:Split";
        };
    }

    Map<String, Object> samples() {
        List<Object> fields = new ArrayList<>();
        // First, because mlcroissant 1.1 follows only the first reference of a record set.
        fields.add(field("image", "sc:ImageObject", "The radiograph", imageSource("content")));
        fields.add(imagePath());
        for (List<String> column : COLUMNS) {
            fields.add(field(column.get(0), column.get(1), column.get(2), column(column.get(0))));
        }
        if (!files.archives().isEmpty()) {
            fields.add(field("shard", "sc:Text", "Shard that holds the sample", column("shard")));
        }
        Map<String, Object> split = field("split", "sc:Text", "Split of the sample", column("split"));
        split.put("references", object("field", reference("splits/name")));
        fields.add(split);
        fields.add(array(field("entities", "sc:Text", "Requested entities, CATEGORY:name", column("entities"))));
        fields.add(labels());
        return object(
                "@type", "cr:RecordSet",
                "@id", "samples",
                "name", "samples",
                "description", "One record per report and radiograph",
                "key", reference("samples/file_name"),
                "field", fields);
    }

    /** Joins the image file with its line: both sides give the file name as text. */
    private Map<String, Object> imagePath() {
        Map<String, Object> source = imageSource(files.archives().isEmpty() ? "fullpath" : "filename");
        source.put("transform", object("regex", "^(.*)$"));
        Map<String, Object> path = field("image_path", "sc:Text", "File of the radiograph", source);
        path.put("references", column("file_name"));
        return path;
    }

    private static Map<String, Object> labels() {
        List<Object> findings = new ArrayList<>();
        for (String finding : ReportLabels.CHEXPERT) {
            Map<String, Object> source = column("labels");
            source.put("transform", object("jsonPath", "$['" + finding + "']"));
            findings.add(field(
                    "labels/" + finding.replace(' ', '_'),
                    "sc:Text",
                    finding + ": POSITIVE, NEGATIVE, UNCERTAIN, or empty if the report does not mention it",
                    source));
        }
        return object(
                "@type", "cr:Field",
                "@id", "samples/labels",
                "name", "samples/labels",
                "description", "What the report says of the observations of CheXpert",
                "subField", findings);
    }

    private static Map<String, Object> array(Map<String, Object> field) {
        field.put("isArray", true);
        field.put("arrayShape", "-1");
        return field;
    }

    private static Map<String, Object> field(String name, String type, String description, Map<String, Object> source) {
        return object(
                "@type",
                "cr:Field",
                "@id",
                "samples/" + name,
                "name",
                "samples/" + name,
                "description",
                description,
                "dataType",
                type,
                "source",
                source);
    }

    private static Map<String, Object> column(String name) {
        return object("fileObject", reference(MetadataFile.NAME), "extract", object("column", name));
    }

    private static Map<String, Object> imageSource(String fileProperty) {
        return object("fileSet", reference("images"), "extract", object("fileProperty", fileProperty));
    }
}
