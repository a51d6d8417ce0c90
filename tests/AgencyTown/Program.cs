// Plays the other side of the exchange in a process of its own.
//   agencies <connection>      population and tax over HTTP, social insurance as a view; says its address on standard output
//   desk <store> <agencies>    asks without end and says each answer that it was given, until it is killed
using Yitong.AgencyTown;

return args[0] switch
{
    "agencies" => await Agencies.RunAsync(args[1]),
    "desk" => await AskingDesk.RunAsync(args[1], args[2], int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture)),
    _ => 2,
};
