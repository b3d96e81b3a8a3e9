package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The formats that the gateway packages datasets in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportProperties.class)
class ExportConfiguration {

    @Bean
    DatasetExporter folderExporter(ArtifactStore store, ExportProperties properties) {
        return LayoutExporter.folder(store, properties);
    }

    @Bean
    DatasetExporter webDatasetExporter(ArtifactStore store, ExportProperties properties) {
        return LayoutExporter.webDataset(store, properties);
    }
}
