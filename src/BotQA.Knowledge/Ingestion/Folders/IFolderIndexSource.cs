namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>Opens the indexes of folders where they are kept elsewhere than in memory with a saved file.</summary>
internal interface IFolderIndexSource
{
    /// <summary>Opens the index of a folder, which is loaded afterwards.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="model">Names what the vectors depend on.</param>
    IFolderIndex Open(string folder, string model);
}
