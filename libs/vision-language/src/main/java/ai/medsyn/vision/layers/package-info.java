/**
 * Building blocks of networks. A {@link ai.medsyn.vision.layers.Layer} owns parameters (trained), buffers (carried along, not
 * trained) and child layers, all named, so that the dotted names of a network are those of the public checkpoints it can load.
 */
@NullMarked
package ai.medsyn.vision.layers;

import org.jspecify.annotations.NullMarked;
