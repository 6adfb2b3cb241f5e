metadata name = 'Private endpoint'
metadata description = 'The private side of one service of a resource, with its name in the private DNS zone.'

import { privateAccess } from 'shared.bicep'

@description('Required. Name of the endpoint.')
param name string

@description('Required. Where its subnet is.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. The resource behind it.')
param resourceId string

@description('Required. Which of its services: blob, queue, table, Sql, vault.')
param groupId string

@description('Required. Subnet and zones.')
param access privateAccess

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: {
      id: access.subnetId
    }
    privateLinkServiceConnections: [
      {
        name: name
        properties: {
          privateLinkServiceId: resourceId
          groupIds: [groupId]
        }
      }
    ]
  }

  resource zone 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: toLower(groupId)
          properties: {
            privateDnsZoneId: access.zoneIds[toLower(groupId)]
          }
        }
      ]
    }
  }
}
