using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yitong.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CasesAsDuties : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "work");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "work",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    matter = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    slot = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    calendar = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    is_suspended = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    office = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    red_on = table.Column<DateOnly>(type: "date", nullable: true),
                    rings_on = table.Column<DateOnly>(type: "date", nullable: true),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    subject_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    urgency = table.Column<int>(type: "integer", nullable: false),
                    yellow_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work", x => new { x.case_id, x.matter, x.slot });
                });

            migrationBuilder.CreateIndex(
                name: "IX_work_office_urgency",
                table: "work",
                columns: new[] { "office", "urgency" });

            migrationBuilder.CreateIndex(
                name: "IX_work_rings_on",
                table: "work",
                column: "rings_on");
        }
    }
}
