package ai.medsyn.evaluation.imports;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be imported: {@code medsyn.imports}.
 *
 * @param roots directories by name; a location begins with the name, and nothing outside of them is read
 * @param largestArchive bytes that an uploaded archive may have unpacked
 * @param mostFiles files below a source
 */
@ConfigurationProperties("medsyn.imports")
record ImportSettings(
        @DefaultValue Map<String, Path> roots,
        @DefaultValue("64GB") DataSize largestArchive,
        @DefaultValue("2000000") int mostFiles) {}
