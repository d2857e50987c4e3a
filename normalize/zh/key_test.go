package zh

import "testing"

func TestKeyIsTheSameForOneNameAcrossYears(t *testing.T) {
	for key, names := range map[string][]string{
		"水库养护二期": {
			"水库养护（二期）", "水库养护(二期)", "2023年水库养护（二期）", "2024 年度水库养护（二期）", "水库养护（二期）2025年",
			"（2023年）水库养护·二期", "２０２３年“水库养护”二期", "二〇二三年水库养护二期", "2023水库养护二期", "水库养护二期2023",
			"2023-2025年水库养护二期", "水库养护（2024年度）（二期）", "2023年至2025年水库养护二期",
		},
		"中央财政农业补助":  {"中央财政2023年农业补助", "中央财政2024年度农业补助"},
		"1000年古树保护": {"1000年古树保护"},
		"三年行动":      {"2021-2023年三年行动", "三年行动"},
		"led路灯":     {"LED路灯", "ＬＥＤ 路灯"},
		"水库养护一期":    {"水库养护（一期）"},
		"12345热线":   {"12345热线", "12345 热线（2023年）"},
		"一带一路年度展览":  {"一带一路年度展览"},
		"":          {"", " "},
	} {
		for _, name := range names {
			if got := Key(name); got != key {
				t.Errorf("%q: %q; want %q", name, got, key)
			}
		}
	}
}

func TestNameOfAYearAloneIsItsOwnKey(t *testing.T) {
	if got := Key("2023年"); got != "2023年" {
		t.Errorf("%q", got)
	}
}

func FuzzKey(f *testing.F) {
	for _, seed := range []string{"2023年水库（二期）", "20(2021年)23年", "二〇二三年", "2023", "一九年", "2020-2021-2022年"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if key := Key(name); Key(key) != key {
			t.Errorf("%q: key %q has the key %q", name, key, Key(key))
		}
	})
}
