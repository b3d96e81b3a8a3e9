package ai.medsyn.vision.export;

import java.nio.file.Path;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param files relative to the folder of the export
 * @param imageArchitecture for example resnet-50
 * @param regions whether the image graph gives regions
 * @param imageDifference largest absolute difference between ONNX Runtime and LibTorch over all outputs
 * @param textDifference the same for texts
 */
public record ExportReport(
        List<Path> files, String imageArchitecture, boolean regions, double imageDifference, double textDifference) {}
