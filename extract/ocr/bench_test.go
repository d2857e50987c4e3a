package ocr

import (
	"image"
	"math/rand/v2"
	"slices"
	"testing"
)

// linesOfAForm are as many lines, as long, as a page of a form has.
var linesOfAForm = slices.Repeat([]string{
	"一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标", "指标1：开展业务培训次数", "≥12次",
	"质量指标", "指标1：培训人员考核合格率", "≥95%", "时效指标", "2026年12月31日前完成", "成本指标", "≤45.60万元",
	"社会效益指标", "提升基层公共服务水平，保障各项工作顺利开展", "满意度指标", "服务对象满意度", "≥90%",
	"目标1：完成全县12个乡镇农村公路养护工作，", "保障道路安全畅通，改善群众出行条件。", "绩",
}, 3)[:68]

func pageOfLines(b *testing.B) []*image.Gray {
	faces := typefaces(b, false)
	if len(faces) == 0 {
		b.Skip("no face with Han characters")
	}
	r := rand.New(rand.NewPCG(1, 1))
	way := printings()[5] // 200 dpi, as an office scans
	var lines []*image.Gray
	for _, text := range linesOfAForm {
		lines = append(lines, way.print(b, faces[0], text, r))
	}
	return lines
}

// BenchmarkPage reads the lines of a page one after the other, and tells in what
// share of the time the network runs.
func BenchmarkPage(b *testing.B) {
	e := installedEngine(b)
	lines := pageOfLines(b)
	for name, read := range map[string]func(*image.Gray) (Line, error){
		"network": func(g *image.Gray) (Line, error) { return e.Recognize(b.Context(), g) },
		"read":    func(g *image.Gray) (Line, error) { return e.Read(b.Context(), g) },
	} {
		b.Run(name, func(b *testing.B) {
			before := e.Running()
			for b.Loop() {
				for _, g := range lines {
					if _, err := read(g); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(100*(e.Running()-before).Seconds()/b.Elapsed().Seconds(), "%network")
		})
	}
}
