package ai.medsyn.gateway.exports;

import static ai.medsyn.gateway.exports.JsonLd.object;
import static ai.medsyn.gateway.exports.JsonLd.reference;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The dataset as Croissant 1.1 metadata (JSON-LD): files with checksums, record sets, provenance in PROV-O, and the Responsible AI
 * vocabulary for how the data came to be and what it is not for. See https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html.
 */
final class CroissantCard {

    private final ExportDataset dataset;
    private final DatasetStatistics statistics;
    private final Layout.Files files;

    CroissantCard(ExportDataset dataset, DatasetStatistics statistics, Layout.Files files) {
        this.dataset = dataset;
        this.statistics = statistics;
        this.files = files;
    }

    byte[] toJson() {
        Map<String, Object> card = object("@context", context(), "@type", "sc:Dataset");
        card.putAll(description());
        card.putAll(responsibleAi());
        card.putAll(provenance());
        card.put("distribution", distribution());
        List<String> splits =
                statistics.splits().byName().stream().map(Map.Entry::getKey).toList();
        card.put("recordSet", List.of(CroissantRecords.splits(splits), new CroissantRecords(files).samples()));
        return JsonLd.print(card);
    }

    /** Appendix 1 of the specification, with the vocabulary that readers of 1.0 know and PROV-O. */
    private static Map<String, Object> context() {
        Map<String, Object> context = object(
                "@language", "en",
                "@vocab", "https://schema.org/",
                "sc", "https://schema.org/",
                "cr", "http://mlcommons.org/croissant/",
                "rai", "http://mlcommons.org/croissant/RAI/",
                "dct", "http://purl.org/dc/terms/",
                "prov", "http://www.w3.org/ns/prov#",
                "conformsTo", "dct:conformsTo",
                "data", object("@id", "cr:data", "@type", "@json"),
                "dataType", object("@id", "cr:dataType", "@type", "@vocab"),
                "examples", object("@id", "cr:examples", "@type", "@json"));
        for (String term : ("annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field"
                        + " fileProperty fileObject fileSet format includes isArray isLiveDataset jsonPath key md5"
                        + " parentField path readLines recordSet references regex repeated replace samplingRate"
                        + " sdVersion separator source subField transform unArchive value")
                .split(" ", -1)) {
            context.put(term, "cr:" + term);
        }
        return context;
    }

    private Map<String, Object> description() {
        ExportDataset.Identity identity = dataset.identity();
        ExportDataset.Release release = dataset.release();
        return object(
                "conformsTo", List.of("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"),
                "name", identity.name(),
                "description", DatasetNotes.summary(dataset, statistics),
                "identifier", urn(identity.id()),
                "url", urn(identity.id()),
                "version", identity.version(),
                "isLiveDataset", false,
                "license", licenceUrl(release.licence()),
                "creator", object("@type", "sc:Organization", "name", identity.team()),
                "dateCreated", release.createdAt().toString(),
                "datePublished", release.sealedAt().toString(),
                "inLanguage", "en",
                "keywords",
                        List.of(
                                "chest X-ray",
                                "radiology report",
                                identity.origin().toLowerCase(Locale.ROOT)),
                "citeAs", DatasetNotes.citation(dataset));
    }

    private Map<String, Object> responsibleAi() {
        return object(
                "rai:dataCollection", DatasetNotes.collection(dataset),
                "rai:dataCollectionType", List.of("Software Collection"),
                "rai:dataPreprocessingProtocol", List.of(DatasetNotes.curation(dataset)),
                "rai:dataUseCases", DatasetNotes.uses(),
                "rai:dataLimitations", DatasetNotes.limits(),
                "rai:dataBiases", List.of(DatasetNotes.BIASES),
                "rai:personalSensitiveInformation", List.of(DatasetNotes.personalInformation(dataset)),
                "rai:machineAnnotationTools",
                        models().stream()
                                .map(model -> model.id() + " " + model.version())
                                .toList(),
                "rai:dataReleaseMaintenancePlan", List.of(DatasetNotes.VERSIONS));
    }

    private Map<String, Object> provenance() {
        ExportDataset.Provenance provenance = dataset.provenance();
        List<Object> agents = new ArrayList<>();
        for (ExportDataset.Model model : models()) {
            agents.add(agent(model));
        }
        Map<String, Object> request = object(
                "@type",
                "prov:Entity",
                "prov:label",
                "Request, as sent",
                "prov:value",
                provenance.spec(),
                "prov:hadMember",
                List.of(
                        object(
                                "@type",
                                "prov:Entity",
                                "prov:label",
                                "seed",
                                "prov:value",
                                Long.toString(provenance.seed())),
                        object(
                                "@type",
                                "prov:Entity",
                                "prov:label",
                                "thresholds",
                                "prov:value",
                                provenance.thresholds())));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                "prov:wasGeneratedBy",
                object(
                        "@type",
                        "prov:Activity",
                        "prov:label",
                        "Writing, drawing and curation of report and radiograph pairs",
                        "prov:startedAtTime",
                        dataset.release().createdAt().toString(),
                        "prov:endedAtTime",
                        dataset.release().sealedAt().toString(),
                        "prov:used",
                        request,
                        "prov:wasAssociatedWith",
                        agents));
        result.put(
                "prov:wasAttributedTo",
                object(
                        "@type",
                        List.of("prov:Agent", "prov:Organization"),
                        "prov:label",
                        dataset.identity().team()));
        if (provenance.parent() != null) {
            result.put("prov:wasDerivedFrom", reference(urn(provenance.parent().id())));
        }
        return result;
    }

    private static Map<String, Object> agent(ExportDataset.Model model) {
        Map<String, Object> agent = object(
                "@type", List.of("prov:Agent", "prov:SoftwareAgent", "sc:SoftwareApplication"),
                "name", model.id(),
                "prov:label", model.role(),
                "softwareVersion", model.version(),
                "license", licenceUrl(model.licence()));
        if (!model.files().isEmpty()) {
            agent.put("sha256", model.files().stream().map(Sha256::hex).sorted().toList());
        }
        return agent;
    }

    private List<Object> distribution() {
        List<Object> distribution = new ArrayList<>();
        distribution.add(
                file(files.metadata(), "application/jsonlines", "One JSON object per sample, in position order"));
        List<Object> archives = new ArrayList<>();
        for (StoredObject archive : files.archives()) {
            distribution.add(file(archive, "application/x-tar", "WebDataset shard"));
            archives.add(reference(fileName(archive)));
        }
        Map<String, Object> images = object(
                "@type", "cr:FileSet",
                "@id", "images",
                "name", "images",
                "description", "The radiographs; each one's sha256 is in its record",
                "encodingFormat", "image/png",
                "includes", files.images());
        if (!archives.isEmpty()) {
            images.put("containedIn", archives);
        }
        distribution.add(images);
        return distribution;
    }

    private static Map<String, Object> file(StoredObject object, String format, String description) {
        String name = fileName(object);
        return object(
                "@type", "cr:FileObject",
                "@id", name,
                "name", name,
                "description", description,
                "contentUrl", name,
                "contentSize", object.bytes() + " B",
                "encodingFormat", format,
                "sha256", object.sha256().hex());
    }

    private List<ExportDataset.Model> models() {
        return dataset.provenance().models().stream()
                .sorted(Comparator.comparing(ExportDataset.Model::role).thenComparing(ExportDataset.Model::id))
                .toList();
    }

    private static String fileName(StoredObject object) {
        String name = object.name().value();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String licenceUrl(String licence) {
        return licence.contains(":") ? licence : "https://spdx.org/licenses/" + licence + ".html";
    }

    private static String urn(Object id) {
        return "urn:uuid:" + id;
    }
}
