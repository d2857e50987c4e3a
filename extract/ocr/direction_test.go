package ocr

import (
	"image"
	"testing"
)

func TestTellsLinesUpsideDown(t *testing.T) {
	e := installedEngine(t)
	face := firstFace(t)
	var upright, turned []*image.Gray
	for _, text := range []string{"年度总体目标", "完成全县12个乡镇农村公路养护工作，保障群众出行", "95%"} {
		line := face.typeset(t, text, 28, 0)
		upright, turned = append(upright, line), append(turned, halfTurn(line))
	}
	if p, err := e.UpsideDown(t.Context(), upright); err != nil || p > 0.05 {
		t.Errorf("upright lines: %g, %v", p, err)
	}
	if p, err := e.UpsideDown(t.Context(), turned); err != nil || p < 0.95 {
		t.Errorf("turned lines: %g, %v", p, err)
	}
	if p, err := e.UpsideDown(t.Context(), nil); err != nil || p != 0.5 {
		t.Errorf("no lines: %g, %v", p, err)
	}
}

func halfTurn(g *image.Gray) *image.Gray {
	out := image.NewGray(g.Rect)
	for i, v := range g.Pix {
		out.Pix[len(g.Pix)-1-i] = v
	}
	return out
}
