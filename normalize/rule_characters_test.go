package normalize

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCharactersOfUnknownMeaningAreReportedWhereTheyStand(t *testing.T) {
	r := Record{
		Title: "项目绩效目标表", Project: "水库\uE123养护",
		Goals:      []Goal{{Text: "按时完成。"}, {Text: "\uFFFD日常养护。"}},
		Tasks:      []Task{{Name: "巡查\uFFFD", Content: "每月一次"}},
		Indicators: []Indicator{{Level3: "养护座数", Target: "≥3\uF8FF"}},
	}
	var got []string
	CharacterUnknown.Check(&r, func(pointer, _ string, _ ...any) { got = append(got, pointer) })
	slices.Sort(got)
	want := []string{
		"/goals/1/text", "/indicators/0/op", "/indicators/0/target", "/indicators/0/unit", "/indicators/0/value",
		"/project", "/tasks/0/name",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pointers differ (-want +got):\n%s", diff)
	}
}
