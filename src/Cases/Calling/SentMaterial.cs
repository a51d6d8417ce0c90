namespace Yitong.Cases;

/// <summary>
/// A material as a program sends it: an upload made before, the content itself, or the promise to bring it later. No command: its
/// content is kept first, and the command names the copy (<see cref="MaterialCopy"/>).
/// </summary>
/// <param name="Material">Key of the material in the guide.</param>
/// <param name="Upload">What <c>POST /api/v1/uploads</c> gave.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Content">The content in base64, for small files.</param>
/// <param name="Promise">True promises a material that may follow.</param>
public sealed record SentMaterial(string? Material, string? Upload, string? FileName, string? Content, bool? Promise);
