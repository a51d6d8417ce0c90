using YamlDotNet.Serialization;

namespace Yitong.Packs;

/// <summary>Reads the sentences of a pack.</summary>
public static class TextFolders
{
    /// <summary>All sentences of the folders' YAML files; a later folder's sentence replaces an earlier one's.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">A file is not a flat table of keys and sentences.</exception>
    public static Texts Read(params ReadOnlySpan<string> folders)
    {
        var deserializer = new DeserializerBuilder().Build();
        var sentences = new Dictionary<string, string>();
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder))
                continue;
            foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            {
                using var reader = File.OpenText(file);
                foreach (var (key, sentence) in deserializer.Deserialize<Dictionary<string, string>?>(reader) ?? [])
                    sentences[key] = sentence;
            }
        }
        return new Texts(sentences);
    }
}
