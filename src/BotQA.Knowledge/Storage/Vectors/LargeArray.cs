using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BotQA.Knowledge.Storage.Vectors;

/// <summary>Arrays of megabytes, at a fixed address.</summary>
internal static partial class LargeArray
{
    private const nuint HugePage = 2 << 20;
    private const int AdviseHugePages = 14;

    /// <summary>
    /// Allocates an array whose content is undefined. Linux is asked for huge pages: filling a new array is many times as fast, as it is
    /// interrupted every two megabytes instead of every four kilobytes. Where the system has none to give, it is an array like any other.
    /// </summary>
    public static unsafe T[] Allocate<T>(int length)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length, pinned: true);
        if (OperatingSystem.IsLinux() && length > 0)
        {
            var start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
            var first = (start + HugePage - 1) / HugePage * HugePage;
            var end = (start + ((nuint)length * (nuint)sizeof(T))) / HugePage * HugePage;
            if (first < end)
            {
                // Advice that isn't followed is no failure.
                _ = Advise(first, end - first, AdviseHugePages);
            }
        }

        return array;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint address, nuint length, int advice);
}
