package normalize

import (
	"errors"
	"testing"
)

func TestReadAmountIsExact(t *testing.T) {
	for _, c := range []struct {
		in   string
		wan  bool
		want Amount
	}{
		{"45", true, 45_000_000},
		{"45", false, 4_500},
		{"0", true, 0},
		{"0.00", false, 0},
		{"968.1918", true, 968_191_800},
		{"10606.7522", true, 10_606_752_200},
		{"0.000001", true, 1},
		{"0.1", true, 100_000},
		{"8,827,620.53", false, 882_762_053},
		{"771,325,800.00 ", false, 77_132_580_000},
		{"８，８２７．５", true, 8_827_500_000},
		{"10000万元", true, 10_000_000_000},
		{"10000万元", false, 10_000_000_000},
		{"854万", true, 854_000_000},
		{"3,498,000.00元", true, 349_800_000},
		{"1.2亿元", true, 12_000_000_000},
		{"45（万元）", false, 45_000_000},
		{"¥45.5", false, 4_550},
		{"￥45.5元整", true, 4_550},
		{"-12.5", true, -12_500_000},
		{"－12.5", true, -12_500_000},
		{"12.50000000", true, 12_500_000},
		{"1.5000", false, 150},
		{"45.", true, 45_000_000},
		{".5", true, 500_000},
	} {
		got, blank, err := ReadAmount(c.in, c.wan)
		if got != c.want || blank || err != nil {
			t.Errorf("ReadAmount(%q, %v) = %d, %v, %v, want %d", c.in, c.wan, got, blank, err, c.want)
		}
	}
}

func TestMarksForNothingAreBlankAmounts(t *testing.T) {
	for _, s := range []string{"", " ", "　", "—", "——", "-", "－", "/", "／", "*", "无", "– "} {
		if got, blank, err := ReadAmount(s, true); got != 0 || !blank || err != nil {
			t.Errorf("ReadAmount(%q) = %d, %v, %v", s, got, blank, err)
		}
	}
}

func TestDoubtfulAmountsSayWhy(t *testing.T) {
	for _, c := range []struct {
		in   string
		wan  bool
		want error
		read Amount
	}{
		{"854万854万(高标准农田建设400万元)", true, errSeveralAmounts, 854_000_000},
		{"20 20 10", true, errSeveralAmounts, 20_000_000},
		{"10,308,000.00 年度资金申请总额", false, errOtherText, 1_030_800_000},
		{"约45", true, errOtherText, 45_000_000},
		{"见附件", true, errNoAmount, 0},
		{"12,34", true, errMalformed, 0},
		{"1.234.5", true, errMalformed, 0},
		{"0.001", false, errFraction, 0},
		{"968.1918234", true, errFraction, 968_191_823},
		{"99999999999999999999", true, errAmountTooLarge, 0},
		{"999999999999999", true, errAmountTooLarge, 0},
	} {
		got, blank, err := ReadAmount(c.in, c.wan)
		if got != c.read || blank || !errors.Is(err, c.want) {
			t.Errorf("ReadAmount(%q) = %d, %v, %v, want %d, %v", c.in, got, blank, err, c.read, c.want)
		}
	}
}

func FuzzReadAmount(f *testing.F) {
	for _, s := range []string{"8,827,620.53", "-0.000001", "1.2亿元", "９,", "−", "0.0000000"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, wan bool) {
		amount, blank, err := ReadAmount(s, wan)
		if blank && (amount != 0 || err != nil) {
			t.Errorf("%q: blank, %d, %v", s, amount, err)
		}
		if err != nil || blank {
			return
		}
		again, _, err := ReadAmount(amount.String(), true)
		if again != amount || err != nil {
			t.Errorf("%q: %s is read as %d, %v", s, amount, again, err)
		}
	})
}
