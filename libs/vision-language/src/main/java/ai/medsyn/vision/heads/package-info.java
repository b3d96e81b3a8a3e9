/**
 * What downstream tasks put on an image encoder: the U-Net decoder and its mixed loss, the YOLOv3 head with its loss, decoding and
 * suppression of duplicates. They follow the fine-tuning code of MGCA, with which arXiv 2310.07027 evaluates.
 */
@NullMarked
package ai.medsyn.vision.heads;

import org.jspecify.annotations.NullMarked;
