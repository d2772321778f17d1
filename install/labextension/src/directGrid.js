// Lumino's DataGrid, with its cells drawn straight onto the canvas that is seen. Lumino draws each into a buffer and copies
// it from there; where no graphics processor helps, the browser copies the whole buffer for that, megabytes for each cell.
import { DataGrid, DataModel, GraphicsContext } from '@lumino/datagrid';

export class DirectGrid extends DataGrid {
  /**
   * Draws the cells of a region, over the backgrounds that are there already: in place of Lumino's own method of this name,
   * which is private; where a version has another name for it, Lumino's draws the same more slowly. There are no merged
   * cells here and none that load later.
   */
  _drawCells(region) {
    const gc = new GraphicsContext(this.canvasGC);
    const { xMin, xMax, yMin, yMax } = region;
    let x = region.x;
    region.columnSizes.forEach((width, i) => {
      gc.save();
      gc.beginPath();
      const left = Math.max(xMin, x);
      gc.rect(left, yMin, Math.min(x + width - 1, xMax) - left + 1, yMax - yMin + 1);
      gc.clip();
      let y = region.y;
      region.rowSizes.forEach((height, j) => {
        this.drawCell(gc, { region: region.region, row: region.row + j, column: region.column + i, x, y, width, height });
        y += height;
      });
      gc.restore();
      x += width;
    });
    gc.dispose();
  }

  drawCell(gc, place) {
    if (place.width > 0 && place.height > 0) {
      const value = this.dataModel.data(place.region, place.row, place.column);
      const cell = { ...place, value, metadata: DataModel.emptyMetadata };
      gc.save();
      this.cellRenderers.get(cell).paint(gc, cell);
      gc.restore();
    }
  }
}
