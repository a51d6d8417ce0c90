using System.Text;
using Yitong.Kernel;

namespace Yitong.Core_Tests;

public class FileTextTests
{
    private const string Answer = "H|YITONG-PAY-1|B-1|1|1|0|200000\nD|1|1-1|200000|R|账户已销户，姓名𠀀不符，€\n";
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    [Fact]
    public void Reads_utf8_with_a_mark_and_without()
    {
        Assert.Equal(Answer, FileText.Read(Encoding.UTF8.GetBytes(Answer)).Value);
        Assert.Equal(Answer, FileText.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Answer)]).Value);
        Assert.Equal("", FileText.Read([]).Value);
    }

    [Fact]
    public void Reads_what_banks_write_in_gb18030_and_in_gbk()
    {
        Assert.Equal(Answer, FileText.Read(Gb18030.GetBytes(Answer)).Value);
        Assert.Equal("户名不符", FileText.Read(Gbk.GetBytes("户名不符")).Value);
        Assert.Equal("联通", FileText.Read(Gbk.GetBytes("联通")).Value);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0x3A, 0x20, 0xC3, 0x28 }, 4)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00 }, 1)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x41, 0xFF }, 5)]
    [InlineData(new byte[] { 0x41, 0x00, 0x42 }, 2)]
    [InlineData(new byte[] { 0x41, 0xEF, 0xBF, 0xBD }, 2)]
    [InlineData(new byte[] { 0xBB, 0xA7, 0x81 }, 3)]
    public void Says_at_which_byte_a_file_is_no_text(byte[] bytes, int at)
    {
        var refusal = FileText.Read(bytes).Refusal!;
        Assert.Equal(("text.not-readable", $"{at}"), (refusal.Code, refusal.Args["byte"]));
    }

    [Fact]
    public void A_damaged_file_in_utf8_is_not_read_as_other_characters()
    {
        byte[] bytes = [.. "户名"u8, 0xE4, 0xB8, .. "不符"u8];
        Assert.Equal("7", FileText.Read(bytes).Refusal!.Args["byte"]);
    }
}
